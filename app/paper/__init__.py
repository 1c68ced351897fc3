"""What is printed for the room, to be written on, cut or laid on a table, when there is no network or no screen."""
