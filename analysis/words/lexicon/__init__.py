"""The words the judgement looks for: one YAML file per goods category, some for the trade."""
