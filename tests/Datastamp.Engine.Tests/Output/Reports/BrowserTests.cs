using PuppeteerSharp;

namespace Datastamp.Tests.Output.Reports;

/// <summary>The report of the sample project in a real browser.</summary>
[Category("Browser")]
public class BrowserTests
{
    private readonly List<string> complaints = [];
    private string folder = string.Empty;
    private IBrowser browser = null!;
    private IPage page = null!;

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        folder = Directory.CreateTempSubdirectory("datastamp-browser-").FullName;
        browser = await Chromium.StartAsync(Path.Combine(folder, "profile"));
        var file = Path.Combine(folder, "report.html");
        await File.WriteAllTextAsync(file, await SampleReport.WriteAsync());
        page = await browser.NewPageAsync();
        page.Console += (_, message) => complaints.Add(message.Message.Text);
        page.PageError += (_, error) => complaints.Add(error.Message);
        page.RequestFailed += (_, request) => complaints.Add(request.Request.Url);
        await page.GoToAsync(new Uri(file).AbsoluteUri);
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        if (browser is not null)
        {
            await browser.CloseAsync();
            await browser.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    [TestCase(1280, "light")]
    [TestCase(1280, "dark")]
    [TestCase(360, "light")]
    [TestCase(360, "dark")]
    public async Task Every_section_is_seen_and_the_page_does_not_scroll_sideways(int width, string scheme)
    {
        await page.ShowAsync(width, scheme);

        Assert.That(await page.EvaluateExpressionAsync<int>("[...document.querySelectorAll('section')].filter(s => s.getClientRects().length && s.offsetHeight > 40).length"), Is.EqualTo(13));
        Assert.That(await page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width));
        Assert.That(
            await page.EvaluateExpressionAsync<string[]>("[...document.images].filter(i => !i.complete || !i.naturalWidth).map(i => i.alt)"), Is.Empty, "pictures that do not show");
        await page.ScreenshotAsync(SampleReport.Artifact($"report-{width}-{scheme}.png"), new() { FullPage = true });
        Assert.That(complaints, Is.Empty);
    }

    [TestCase("light")]
    [TestCase("dark")]
    public async Task Every_text_stands_out_from_what_is_behind_it(string scheme)
    {
        await page.ShowAsync(1280, scheme);

        Assert.That(await page.EvaluateFunctionAsync<string[]>(Contrast), Is.Empty);
    }

    [Test]
    public async Task A_button_copies_the_code_beside_it()
    {
        await browser.DefaultContext.OverridePermissionsAsync("file://", [OverridePermission.ClipboardReadWrite]);
        await page.ShowAsync(1280, "light");

        await page.ClickAsync("button[data-copy=i0-py]");

        await page.WaitForFunctionAsync("() => document.querySelector('button[data-copy=i0-py]').textContent === 'Copied'");
        var code = await page.EvaluateExpressionAsync<string>("document.getElementById('i0-py').textContent");
        Assert.That(code, Does.StartWith("# Shapes: sha256:"));
        Assert.That(await page.EvaluateExpressionAsync<string>("navigator.clipboard.readText()"), Is.EqualTo(code));
    }

    [Test]
    public async Task Code_is_copied_where_the_clipboard_is_closed_to_pages()
    {
        await page.ShowAsync(1280, "light");
        await page.EvaluateExpressionAsync("Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined })");

        await page.ClickAsync("button[data-copy=i0-cs]");

        await page.WaitForFunctionAsync("() => document.querySelector('button[data-copy=i0-cs]').textContent !== 'Copy'");
        Assert.That(await page.EvaluateExpressionAsync<string>("getSelection().toString()"), Does.StartWith("// Shapes: sha256:"));
        await page.EvaluateExpressionAsync("delete navigator.clipboard");
    }

    [Test]
    public async Task The_keyboard_reaches_and_works_everything()
    {
        await page.ShowAsync(1280, "light");
        await page.ReloadAsync();
        var reached = new List<string>();
        for (var i = 0; i < 120 && reached.LastOrDefault() != "BODY"; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateExpressionAsync<string>("document.activeElement.className + document.activeElement.tagName"));
        }

        Assert.That(reached[0], Is.EqualTo("skipA"));
        Assert.That(reached.Count(name => name == "BUTTON"), Is.EqualTo(2));
        Assert.That(reached.Count(name => name == "SUMMARY"), Is.EqualTo(await page.EvaluateExpressionAsync<int>("document.querySelectorAll('summary').length")));
        await page.FocusAsync("summary");
        await page.Keyboard.PressAsync("Enter");
        Assert.That(await page.EvaluateExpressionAsync<bool>("document.querySelector('details').open"), Is.True);
    }

    /// <summary>The texts whose contrast is below WCAG's 4.5. The page uses opaque colours, bar the marks in charts.</summary>
    private const string Contrast = """
        () => {
          const light = c => { const v = c / 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
          const parse = text => text.match(/[\d.]+/g).map(Number);
          const luminance = ([r, g, b]) => 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);
          const behind = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] === 1) { return c; } } return [255, 255, 255]; };
          return [...document.querySelectorAll('body *')]
            .filter(e => e.getClientRects().length && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && e.tagName !== 'SCRIPT')
            .filter(e => {
              const style = getComputedStyle(e);
              const [a, b] = [luminance(parse(e instanceof SVGElement ? style.fill : style.color)), luminance(behind(e))].sort((x, y) => y - x);
              return (a + 0.05) / (b + 0.05) < 4.5;
            })
            .map(e => e.tagName + ' ' + e.textContent.slice(0, 40));
        }
        """;
}
