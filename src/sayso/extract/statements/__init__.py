"""A parsed document comes in; its statements go out: who says, the saying word, what is said."""
