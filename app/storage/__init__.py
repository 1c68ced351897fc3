"""Where everything is kept: the database, its writer, backups, new versions."""
