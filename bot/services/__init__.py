"""One file a use: load, ask the core, save, plan nudges. Everything outside is a Protocol."""
