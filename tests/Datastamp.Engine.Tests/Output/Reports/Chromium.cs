using PuppeteerSharp;

namespace Datastamp.Tests.Output.Reports;

/// <summary>A browser without a window, and with a profile of its own.</summary>
internal static class Chromium
{
    private const string Executable = "/usr/bin/chromium";

    public static Task<IBrowser> StartAsync(string profile)
    {
        if (!File.Exists(Executable))
        {
            Assert.Ignore($"There is no {Executable} on this machine.");
        }

        return Puppeteer.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            Headless = true,
            UserDataDir = profile,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>Shows a page in a width and a colour scheme, with all its pictures.</summary>
    public static async Task ShowAsync(this IPage page, int width, string scheme)
    {
        await page.SetViewportAsync(new() { Width = width, Height = 900 });
        await page.EmulateMediaFeaturesAsync([new() { MediaFeature = MediaFeature.PrefersColorScheme, Value = scheme }]);
        await page.EvaluateExpressionAsync("Promise.all([...document.images].map(i => { i.loading = 'eager'; return i.decode().catch(() => 0); }))");
    }
}
