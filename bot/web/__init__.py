"""What is read in a browser or fetched by a calendar program: feeds, their pages, the board,
health.
"""
