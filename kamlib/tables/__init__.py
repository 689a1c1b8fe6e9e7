"""What comes in: the teaching company, open data or a client's file, as contract tables."""
