"""What is handed on: a Document of plain blocks, and the forms it is written in."""
