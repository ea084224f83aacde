"""Checks contacts as they arrive, and writes every answer once: `spark-submit spark_stream.py IN OUT --checkpoint DIR`.

Each line of IN is an object with `id`, `contact` and, where it is known, `claims`; so is each message of the topic with
`--kafka`. Kill it and start it again as often as you like: it goes on from the checkpoint.
"""

from __future__ import annotations

import argparse

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.functions import col, from_json
from pyspark.sql.streaming import StreamingQuery  # noqa: TC002 - an example shows its imports

from scamguard import Knowledge
from scamguard.spark import check_column

SCHEMA = "id long, contact string, claims string"


def from_files(spark: SparkSession, folder: str) -> DataFrame:
    """Returns the lines of the files in a folder, new files included; move them in, do not write them there."""
    return spark.readStream.schema(SCHEMA).option("maxFilesPerTrigger", 1).json(folder)


def from_kafka(spark: SparkSession, servers: str, topic: str) -> DataFrame:
    """Returns the messages of a topic; needs --packages org.apache.spark:spark-sql-kafka-0-10_2.13:VERSION."""
    stream = spark.readStream.format("kafka").option("kafka.bootstrap.servers", servers).option("subscribe", topic)
    messages = stream.option("maxOffsetsPerTrigger", 1_000_000).load()
    return messages.select(from_json(col("value").cast("string"), SCHEMA).alias("message")).select("message.*")


def to_files(contacts: DataFrame, out: str, checkpoint: str, once: bool) -> StreamingQuery:
    """Writes Parquet with one knowledge and one date, those of the start, until it is started again."""
    answered = contacts.withColumn("verdict", check_column("contact", claims=col("claims")))
    writer = answered.writeStream.format("parquet").option("path", out).option("checkpointLocation", checkpoint)
    return (writer.trigger(availableNow=True) if once else writer).start()


def to_files_renewed(contacts: DataFrame, out: str, checkpoint: str, once: bool) -> StreamingQuery:
    """Writes Parquet, each batch with the newest knowledge on the driver and the date of that day."""

    def write(batch: DataFrame, number: int) -> None:
        column = check_column("contact", claims=col("claims"), knowledge=Knowledge.installed())
        # A batch that was cut short is repeated under its number, and replaces what it left.
        batch.withColumn("verdict", column).write.mode("overwrite").parquet(f"{out}/batch={number}")

    writer = contacts.writeStream.foreachBatch(write).option("checkpointLocation", checkpoint)
    return (writer.trigger(availableNow=True) if once else writer).start()


def main() -> None:
    """Runs until it is ended, or, with --once, until all that is there is answered."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("source", metavar="IN", help="a folder; with --kafka a topic")
    parser.add_argument("out", metavar="OUT", help="a folder of Parquet files")
    parser.add_argument("--checkpoint", required=True, help="a folder that belongs to this stream alone")
    parser.add_argument("--kafka", metavar="SERVERS", help="host:port of brokers")
    parser.add_argument("--renew", action="store_true", help="look for newer knowledge before each batch")
    parser.add_argument("--once", action="store_true", help="end when all that is there is answered")
    asked = parser.parse_args()
    spark = SparkSession.builder.appName("scamguard").getOrCreate()
    contacts = from_kafka(spark, asked.kafka, asked.source) if asked.kafka else from_files(spark, asked.source)
    write = to_files_renewed if asked.renew else to_files
    write(contacts, asked.out, asked.checkpoint, asked.once).awaitTermination()


if __name__ == "__main__":
    main()
