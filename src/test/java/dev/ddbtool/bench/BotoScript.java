package dev.ddbtool.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** An alternative for comparison: an export in Python with threads. */
final class BotoScript {

    static final String FILE = "export.py";

    /** A typical number of threads for thirteen tables. */
    static final int FEW_THREADS = 16;

    private static final String TEXT = """
            import boto3, json, os, sys
            from concurrent.futures import ThreadPoolExecutor
            from botocore.config import Config

            folder, threads = sys.argv[1], int(sys.argv[2])
            prefix = "construction-expenses-"
            os.makedirs(folder, exist_ok=True)
            client = boto3.client("dynamodb", config=Config(max_pool_connections=threads))
            pool = ThreadPoolExecutor(threads)

            def describe(name):
                table = client.describe_table(TableName=name)["Table"]
                arn = table["TableArn"]
                parts = [
                    {"Table": table},
                    client.describe_time_to_live(TableName=name),
                    client.describe_continuous_backups(TableName=name),
                    client.list_tags_of_resource(ResourceArn=arn),
                ]
                whole = {}
                for part in parts:
                    part.pop("ResponseMetadata", None)
                    whole.update(part)
                with open(os.path.join(folder, name[len(prefix):] + ".json"), "w") as file:
                    json.dump(whole, file, indent=2, default=str)

            names = [
                name
                for page in client.get_paginator("list_tables").paginate()
                for name in page["TableNames"]
                if name.startswith(prefix)
            ]
            print(len(list(pool.map(describe, names))), "written")
            """;

    private BotoScript() {}

    static void writeTo(Path folder) throws IOException {
        Files.writeString(folder.resolve(FILE), TEXT, StandardCharsets.UTF_8);
    }
}
