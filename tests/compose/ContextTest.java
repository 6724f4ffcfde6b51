//SOURCES ../../lib/compose/Compose.java
package compose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        ".|Folder[path=app]", "./sub/../x|Folder[path=app/x]", "..|Folder[path=]", "../..|Outside[path=../..]", "sub\\dir|Folder[path=app/sub/dir]",
        "/srv/x|Outside[path=/srv/x]", "~/x|Outside[path=~/x]", "C:\\x|Outside[path=C:\\x]",
        "https://github.com/a/b.git|Git[url=https://github.com/a/b.git, folder=Optional.empty]",
        "https://github.com/a/b.git#main:docker|Git[url=https://github.com/a/b.git, folder=Optional[docker]]",
        "https://example.com/a/b#v1:x|Git[url=https://example.com/a/b, folder=Optional[x]]",
        "git@github.com:a/b.git#:x|Git[url=git@github.com:a/b.git, folder=Optional[x]]",
        "git://host/a|Git[url=git://host/a, folder=Optional.empty]", "ssh://git@host/a|Git[url=ssh://git@host/a, folder=Optional.empty]",
        "github.com/a/b|Git[url=github.com/a/b, folder=Optional.empty]",
        "https://example.com/x.tar.gz|Download[url=https://example.com/x.tar.gz]",
        "docker-image://alpine:3|Image[reference=alpine:3]", "oci-layout://store@sha256:1|Image[reference=store@sha256:1]",
        "service:base|OfService[service=base]", "target:base|Target[name=base]"})
    void knowsEveryForm(String written, String expected) {
        assertEquals(expected, Context.of(written, "app").toString());
    }
}
