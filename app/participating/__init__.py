"""What participants see: the front door, the board, what has been."""
