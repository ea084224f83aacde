"""The Spark types of answers, of their Arrow types."""

from __future__ import annotations

import pyarrow as pa
from pyspark.sql.types import (
    ArrayType,
    BooleanType,
    DataType,
    IntegerType,
    LongType,
    StringType,
    StructField,
    StructType,
)

_SIMPLE = {pa.string(): StringType(), pa.bool_(): BooleanType(), pa.int32(): IntegerType(), pa.int64(): LongType()}


def to_spark(kind: pa.DataType) -> DataType:
    """Returns the Spark type of an Arrow type: of texts, whole numbers, booleans, and structs and lists of them."""
    if pa.types.is_struct(kind):
        return StructType([StructField(field.name, to_spark(field.type)) for field in kind])
    if pa.types.is_list(kind):
        return ArrayType(to_spark(kind.value_type))
    return _SIMPLE[kind]
