# SPDX-License-Identifier: EUPL-1.2
"""One folder per format: each with its reader and its writer."""
