"""What facilitators see, and the Screen."""
