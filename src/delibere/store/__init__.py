# SPDX-License-Identifier: EUPL-1.2
"""The database: models by notion, their queries, their migrations (SQLite and PostgreSQL)."""
