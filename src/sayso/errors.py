"""Every error that sayso raises on purpose.

    SaysoError
    ├── InputError            a page, file or argument cannot be used
    │   ├── UnreadablePage    bytes that no reader understands, or nothing in them
    │   └── UnknownFormat     a file kind that sayso does not read or write
    ├── LedgerError           the ledger file and what is in it
    │   ├── NotALedger        the file is not a sayso ledger, or a newer one
    │   ├── SpanMismatch      a record quotes words that are not at their place
    │   ├── BrokenAudit       the chain of audit entries does not verify
    │   └── NotInLedger       an id that the ledger does not hold
    ├── ModelUnavailable      weights or a language pipeline that is not installed
    └── BenchError            a scorer or a corpus is missing, or a figure fell below its floor

A message says what was found, where (page, characters), and what to do. Foreign errors are wrapped with ``from``.
Not knowing is no error: it is a value with a reason.
"""


class SaysoError(Exception):
    """Anything that sayso refuses to do, with the reason."""


class InputError(SaysoError):
    """A page, file or argument cannot be used."""


class UnreadablePage(InputError):
    """Bytes that no reader understands, or that hold no text."""


class UnknownFormat(InputError):
    """A kind of file that sayso does not read or write."""


class LedgerError(SaysoError):
    """Something about the ledger file or its records."""


class NotALedger(LedgerError):
    """The file is not a sayso ledger, or was made by a newer version."""


class SpanMismatch(LedgerError):
    """A record quotes words that do not stand at the place it names."""


class BrokenAudit(LedgerError):
    """The hash chain of the audit does not verify."""


class NotInLedger(LedgerError):
    """The ledger holds no record with this id."""


class ModelUnavailable(SaysoError):
    """Weights or a language pipeline are not installed."""


class BenchError(SaysoError):
    """A scorer or corpus is missing, or a figure fell below its floor."""
