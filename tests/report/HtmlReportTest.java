//SOURCES ../../lib/report/Report.java
//SOURCES SampleReport.java
//SOURCES Browser.java
package report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Opens the page in a real browser; without one, what the browser would show is not known and the tests are skipped. */
class HtmlReportTest {
    @TempDir
    Path root;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path browser;

    private String page;

    @BeforeEach
    void sample() throws IOException {
        Path file = root.resolve(SampleReport.FILE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, SampleReport.TEXT);
        page = new HtmlReport().render(SampleReport.of(root));
    }

    @Test
    void anElementEscapesItsTextAndAttributesOnce() {
        Html inner = Html.tag("b", "a < b & \"c\"");
        assertEquals("<p title=\"&lt;&#39;&quot;\"><b>a &lt; b &amp; &quot;c&quot;</b>\\u001b<br></p>",
                Html.tag("p", Html.attr("title", "<'\""), inner, List.of(new Html("")), "\u001b", Html.tag("br")).markup());
    }

    @Test
    void theTableSortsAndFiltersAndNamesStayText() throws Exception {
        // The probe acts as a reader would; the page's own policy must not admit it, so it stands in for the page's script.
        String dom = Browser.dom(browser, page, """
                const heads = document.querySelectorAll('th button');
                heads[0].click();
                const first = document.querySelector('tbody tr').className;
                heads[0].click();
                const last = document.querySelector('tbody tr').className;
                const words = document.querySelector('.filter input');
                words.value = 'elsewhere';
                words.dispatchEvent(new Event('input'));
                const visible = [...document.querySelectorAll('tbody tr')].filter(row => !row.hidden).length;
                document.body.dataset.probe = [first, last, visible, document.querySelectorAll('tbody tr').length,
                  document.querySelector('.filter [role=status]').textContent, document.querySelectorAll('script').length].join(';');
                """);
        assertTrue(dom.contains("data-probe=\"error;info;1;4;1 of 4;1\""), dom);
        assertTrue(dom.contains("<title>sample: 2 errors, 1 warning, 1 info</title>"), dom);
    }

    @Test
    void thePolicyAdmitsItsOwnScriptAndNoOther() throws Exception {
        String dom = Browser.dom(browser, page.replace("</main>", "</main><script>document.body.dataset.foreign = 'ran'</script>"), "");
        assertTrue(dom.contains("class=\"filter\""), dom);
        assertFalse(dom.contains("data-foreign"), dom);
    }

    @Test
    void readsWithoutScriptsAndAsksForNothingOutside() {
        String withoutScript = page.replaceAll("(?s)<script>.*?</script>", "");
        assertTrue(withoutScript.contains("There is no old; new exists."));
        assertTrue(withoutScript.contains("<details>"));
        assertFalse(Pattern.compile("(src|href|action|srcset)=|url\\(|@import").matcher(page).find());
    }
}
