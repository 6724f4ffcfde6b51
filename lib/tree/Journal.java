package tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a transaction is about to do, written to disk before it does anything.
 *
 * @param id         part of the names of its temporary files
 * @param root       the tree's root, relative to the top of the work tree
 * @param isUndo     whether it takes a fix back, and so cannot be taken back itself
 * @param operations in order
 */
record Journal(String id, String root, boolean isUndo, List<Operation> operations) {
    private static final String FILE = "journal.json";
    private static final int VERSION = 1;

    void write(Path folder) throws IOException {
        JsonArray list = new JsonArray();
        operations.forEach(operation -> list.add(operation.toJson()));
        JsonObject json = Json.object().add("version", VERSION).add("id", id).add("root", root).add("undo", isUndo).add("operations", list);
        Durable.write(folder.resolve(FILE), json.toString().getBytes(UTF_8));
    }

    /** @throws IOException also when the file is damaged or of another version */
    static Journal read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        String text = Files.readString(file);
        try {
            JsonObject json = Json.parse(text).asObject();
            if (json.getInt("version", 0) == VERSION) {
                return new Journal(json.get("id").asString(), json.get("root").asString(), json.get("undo").asBoolean(),
                        json.get("operations").asArray().values().stream().map(Operation::of).toList());
            }
        } catch (RuntimeException e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
        throw new IOException(file + " was written by another version of this tool; finish with that one, or delete " + folder);
    }

    Journal undoing(String newId) {
        return new Journal(newId, root, true, Operation.reversed(operations));
    }
}
