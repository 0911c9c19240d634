# SPDX-License-Identifier: EUPL-1.2
"""The course of one student over the years."""
