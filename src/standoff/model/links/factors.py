"""Who dealt with whom into a place for every actor in a few dimensions, so that pairs that never met can be compared."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array
from scipy.sparse.linalg import svds

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

DIMENSIONS = 48
WEIGHT = 3.0  # of a count within the logarithm: 1, 2 and 10 events weigh 1.4, 1.9 and 3.4
SMALL = 150  # rows or columns, three times the dimensions
SCALE = 10.0  # brings products of factors to the size of other features


@dataclass(frozen=True, slots=True)
class Factors:
    """`rows`, shape (rows, dimensions), and `columns`, shape (columns kept, dimensions); `kept`: the numbers of the columns that have any entry."""

    rows: Floats
    columns: Floats
    kept: Ints

    def products(self, row: Ints, column: Ints) -> Floats:
        """How much of an entry the factors expect at each (row, column); 0 in columns without any."""
        at = np.minimum(np.searchsorted(self.kept, column), len(self.kept) - 1)
        found = np.einsum("ij,ij->i", self.rows[row], self.columns[at])
        return np.asarray(np.where(self.kept[at] == column, SCALE * found, 0.0), dtype=np.float32)


def factors(row: Ints, column: Ints, counts: Floats, rows: int) -> Factors:
    """Of a table of faded counts: logarithms, divided by the roots of row and column sums, in a truncated singular value decomposition.

    The start of the iteration is fixed: the same counts give the same factors. Tables of less than a few rows and columns give nothing.
    """
    kept, column = np.unique(column, return_inverse=True)
    dimensions = min(DIMENSIONS, rows - 1, len(kept) - 1)
    if dimensions < 1:
        return Factors(np.zeros((rows, 1), np.float32), np.zeros((1, 1), np.float32), np.array([-1]))
    table = csr_array((np.log1p(WEIGHT * counts), (row, column)), shape=(rows, len(kept)), dtype=float)
    left, right = (diags_array(1 / np.sqrt(table.sum(axis=axis) + 1)) for axis in (1, 0))
    u, strength, v = _decomposed(csr_array(left @ table @ right), dimensions)
    return Factors((u * strength).astype(np.float32), np.ascontiguousarray(v.T, dtype=np.float32), kept)


def _decomposed(
    table: csr_array, dimensions: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Left vectors, strengths and right vectors. A small table as a whole: on tables of low rank the iteration can stop with an error."""
    if min(table.shape) > SMALL:
        return svds(table, k=dimensions, v0=np.ones(min(table.shape)), solver="arpack")  # type: ignore[no-any-return]
    u, strength, v = np.linalg.svd(table.toarray(), full_matrices=False)
    return u[:, :dimensions], strength[:dimensions], v[:dimensions]
