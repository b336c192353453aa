using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Datastamp.MSBuild.Tests.Supply;

/// <summary>A NuGet feed on loopback with one package, which it says to be vulnerable.</summary>
internal sealed class VulnerableFeed : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly Task answering;
    private readonly byte[] package;

    public VulnerableFeed()
    {
        package = Package();
        Address = $"http://127.0.0.1:{FreePort()}/";
        listener.Prefixes.Add(Address);
        listener.Start();
        answering = Task.Run(AnswerAsync);
    }

    public string Address { get; }

    public void Dispose()
    {
        listener.Stop();
        answering.Wait();
        listener.Close();
    }

    private static byte[] Package()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var nuspec = new StreamWriter(archive.CreateEntry("leaky.nuspec").Open());
            nuspec.Write("""
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
                  <metadata><id>Leaky</id><version>1.0.0</version><authors>nobody</authors><description>Has a hole.</description></metadata>
                </package>
                """);
        }

        return bytes.ToArray();
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                var content = Content(context.Request.Url!.AbsolutePath);
                context.Response.StatusCode = content is null ? 404 : 200;
                await context.Response.OutputStream.WriteAsync(content ?? []);
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private byte[]? Content(string path) => path switch
    {
        "/index.json" => Text($$"""
            {"version": "3.0.0", "resources": [
              {"@id": "{{Address}}flat/", "@type": "PackageBaseAddress/3.0.0"},
              {"@id": "{{Address}}holes/index.json", "@type": "VulnerabilityInfo/6.7.0"}]}
            """),
        "/flat/leaky/index.json" => Text("""{"versions": ["1.0.0"]}"""),
        "/flat/leaky/1.0.0/leaky.1.0.0.nupkg" => package,
        "/holes/index.json" => Text($$"""[{"@name": "all", "@id": "{{Address}}holes/all.json", "@updated": "2026-01-01T00:00:00Z"}]"""),
        "/holes/all.json" => Text("""{"leaky": [{"severity": 0, "url": "https://example.org/hole", "versions": "[1.0.0]"}]}"""),
        _ => null,
    };

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
