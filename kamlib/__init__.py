"""The numbers of customer and key-account management, and the course that teaches them."""
