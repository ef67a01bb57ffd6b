"""File formats that hold pages: one module each, bytes in, captures or text out."""
