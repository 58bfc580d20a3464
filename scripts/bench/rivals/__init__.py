"""What a user would pick instead, each as they would write it: run by another venv."""
