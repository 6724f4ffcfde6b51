package tree;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * One step of a transaction, which can be repeated and taken back. Paths are relative to the top of the work tree;
 * contents are named by their SHA-256.
 */
sealed interface Operation {
    Operation reversed();

    /** @param mode of the folder, or -1 for what the process gives new folders */
    record MakeFolder(String path, int mode) implements Operation {
        @Override
        public Operation reversed() {
            return new RemoveFolder(path, mode);
        }
    }

    /** Removes a folder if it is empty. */
    record RemoveFolder(String path, int mode) implements Operation {
        @Override
        public Operation reversed() {
            return new MakeFolder(path, mode);
        }
    }

    record Rename(String from, String to, String content) implements Operation {
        @Override
        public Operation reversed() {
            return new Rename(to, from, content);
        }
    }

    record Replace(String path, String before, String after) implements Operation {
        @Override
        public Operation reversed() {
            return new Replace(path, after, before);
        }
    }

    record Add(String path, String content) implements Operation {
        @Override
        public Operation reversed() {
            return new Remove(path, content);
        }
    }

    record Remove(String path, String content) implements Operation {
        @Override
        public Operation reversed() {
            return new Add(path, content);
        }
    }

    /** Moves entries of git's index with the content that they have there, as {@code git mv} does. */
    record MoveInIndex(List<GitIndex.Entry> entries) implements Operation {
        @Override
        public Operation reversed() {
            return new MoveInIndex(entries.stream().map(GitIndex.Entry::reversed).toList());
        }
    }

    static List<Operation> reversed(List<Operation> operations) {
        List<Operation> reversed = new ArrayList<>();
        operations.forEach(operation -> reversed.add(0, operation.reversed()));
        return List.copyOf(reversed);
    }

    default JsonObject toJson() {
        JsonObject json = Json.object().add("do", getClass().getSimpleName());
        if (this instanceof MakeFolder make) {
            return json.add("path", make.path).add("mode", make.mode);
        } else if (this instanceof RemoveFolder remove) {
            return json.add("path", remove.path).add("mode", remove.mode);
        } else if (this instanceof Rename rename) {
            return json.add("path", rename.from).add("to", rename.to).add("content", rename.content);
        } else if (this instanceof Replace replace) {
            return json.add("path", replace.path).add("before", replace.before).add("after", replace.after);
        } else if (this instanceof Add add) {
            return json.add("path", add.path).add("content", add.content);
        } else if (this instanceof Remove remove) {
            return json.add("path", remove.path).add("content", remove.content);
        }
        JsonArray entries = new JsonArray();
        ((MoveInIndex) this).entries.forEach(entry -> entries.add(Json.object().add("mode", entry.mode()).add("object", entry.object())
                .add("path", entry.from()).add("to", entry.to())));
        return json.add("entries", entries);
    }

    /** @throws RuntimeException when this is not what {@link #toJson} wrote */
    static Operation of(JsonValue value) {
        JsonObject json = value.asObject();
        String path = json.getString("path", "");
        return switch (json.get("do").asString()) {
            case "MakeFolder" -> new MakeFolder(path, json.get("mode").asInt());
            case "RemoveFolder" -> new RemoveFolder(path, json.get("mode").asInt());
            case "Rename" -> new Rename(path, json.get("to").asString(), json.get("content").asString());
            case "Replace" -> new Replace(path, json.get("before").asString(), json.get("after").asString());
            case "Add" -> new Add(path, json.get("content").asString());
            case "Remove" -> new Remove(path, json.get("content").asString());
            case "MoveInIndex" -> new MoveInIndex(json.get("entries").asArray().values().stream().map(JsonValue::asObject)
                    .map(entry -> new GitIndex.Entry(entry.get("mode").asString(), entry.get("object").asString(),
                            entry.get("path").asString(), entry.get("to").asString())).toList());
            default -> throw new IllegalArgumentException(json.get("do").asString());
        };
    }
}
