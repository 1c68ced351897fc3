"""Drawing pages, reading forms, answering requests."""
