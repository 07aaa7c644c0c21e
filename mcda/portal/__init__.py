"""Light pages: participants answer on phones, readers read decisions. Server-rendered, without JavaScript."""
