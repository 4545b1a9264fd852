"""What the program knows of languages: marks, spaces, forms of numbers and dates."""
