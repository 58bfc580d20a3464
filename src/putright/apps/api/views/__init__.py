"""The pages of tokens and webhooks, and in `program` what programs ask for."""
