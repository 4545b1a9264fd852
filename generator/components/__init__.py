"""What may be written in a page: roles and directives, and what they show."""
