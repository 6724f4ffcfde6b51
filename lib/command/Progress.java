package command;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicInteger;
import report.Visible;

/** Tells a waiting person what is going on: on a terminal only, and only when it takes more than a second. */
final class Progress implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 1000;
    private static final int PERIOD_MILLIS = 200;
    private static final int WIDTH = 79;

    private final PrintStream err;
    private final Timer timer = new Timer("progress", true);
    private final AtomicInteger files = new AtomicInteger();
    private volatile String stage = "checking";
    private volatile String file = "";
    private boolean shown;
    private boolean closed;

    Progress(PrintStream err) {
        this.err = err;
        timer.schedule(new TimerTask() {
            @Override
            public void run() {
                if (!shown && !isTerminal()) {
                    timer.cancel();
                } else {
                    show();
                }
            }
        }, PATIENCE_MILLIS, PERIOD_MILLIS);
    }

    void stage(String name) {
        stage = name;
        files.set(0);
    }

    void file(String path) {
        files.incrementAndGet();
        file = path;
    }

    /** Prints a line of talk where the progress stands. */
    synchronized void say(String line) {
        wipe();
        err.println(line);
    }

    /** Ends the line that was shown, so that results begin on a clean one. */
    @Override
    public synchronized void close() {
        timer.cancel();
        closed = true;
        wipe();
    }

    private void wipe() {
        if (shown) {
            err.print("\r" + " ".repeat(WIDTH) + "\r");
            err.flush();
            shown = false;
        }
    }

    private synchronized void show() {
        if (closed) {
            return;
        }
        String line = stage + ": " + files + (files.get() == 1 ? " file " : " files ") + Visible.line(file);
        err.printf("\r%-" + WIDTH + "s", line.substring(0, Math.min(WIDTH, line.length())));
        err.flush();
        shown = true;
    }

    /** Java tells of standard input and output only, so the shell's own test is asked about standard error. */
    private static boolean isTerminal() {
        try {
            return new ProcessBuilder("test", "-t", "2").inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
