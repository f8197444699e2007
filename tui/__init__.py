"""The full-screen app: it draws the pages and documents of the core, and holds no rule and no wording of its own beyond its keys."""
