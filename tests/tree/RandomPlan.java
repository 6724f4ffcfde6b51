package tree;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Fills a folder with small files, and makes a plan that fits them. */
final class RandomPlan {
    private RandomPlan() {}

    /** @param gap stands in the middle of some names */
    static Plan on(Folder folder, Random random, String gap) throws IOException {
        List<Change> changes = new ArrayList<>();
        for (int file = 0; file < 4; file++) {
            String path = random.nextInt(3) == 0 ? "folder/" + file : "file" + gap + file;
            String text = text(random, random.nextInt(30));
            folder.file(path, text);
            if (random.nextInt(3) == 0) {
                changes.add(new Move(path, (random.nextBoolean() ? "new/deep/" : "moved" + gap) + file));
            }
            for (int start = random.nextInt(20); start <= text.length(); start += 1 + random.nextInt(60)) {
                int end = Math.min(text.length(), start + random.nextInt(8));
                changes.add(new Edit(path, start, end, text(random, random.nextInt(3))));
                start = end;
            }
        }
        if (random.nextBoolean()) {
            changes.add(new Create("created/" + random.nextInt(), text(random, 1 + random.nextInt(3))));
        }
        return new Plan(changes);
    }

    private static String text(Random random, int lines) {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < lines; line++) {
            text.append("abc\u00e4".charAt(random.nextInt(4))).append(random.nextInt(3)).append(random.nextInt(4) == 0 ? "\r\n" : "\n");
        }
        return random.nextInt(3) == 0 && lines > 0 ? text.substring(0, text.length() - 1) : text.toString();
    }
}
