"""The widgets: every text is shown through `Plain`, every state by a sign and not by colour alone."""
