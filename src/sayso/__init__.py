"""sayso keeps the attribution ledger: what happened, who said who did it, on whose say-so, on what evidence."""
