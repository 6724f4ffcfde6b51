package tree;

/**
 * Writes a file that does not exist yet.
 *
 * @param path where; must not exist
 * @param text its whole content, written as UTF-8
 */
public record Create(String path, String text) implements Change {}
