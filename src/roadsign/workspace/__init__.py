"""The workspace: one module for each thing that a user asks for."""
