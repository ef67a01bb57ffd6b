"""What states, forces and people do when something has happened: who does it, how, how far it got, and what it answers."""
