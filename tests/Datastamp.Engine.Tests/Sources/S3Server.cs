using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Datastamp.Tests.Sources;

/// <summary>A server that speaks S3's protocol, on this machine: <c>npm install --global s3rver</c>. Ends when disposed.</summary>
internal sealed class S3Server : IDisposable
{
    private const string Program = """
        const S3rver = require('s3rver');
        new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory: process.argv[1], configureBuckets: [{ name: 'data' }] })
          .run().then(address => console.log(address.port));
        process.stdin.on('end', () => process.exit()).resume();
        """;

    private readonly Process process;

    private S3Server(Process process, string endpoint)
    {
        this.process = process;
        Endpoint = endpoint;
        Client = new AmazonS3Client(
            new BasicAWSCredentials("S3RVER", "S3RVER"),
            new AmazonS3Config { ServiceURL = endpoint, ForcePathStyle = true, AuthenticationRegion = "us-east-1", RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED });
    }

    public string Endpoint { get; }

    public AmazonS3Client Client { get; }

    /// <summary>Starts it; where it is not installed, the test is ignored.</summary>
    public static S3Server Start(string folder)
    {
        var modules = Run("npm", "root", "--global");
        if (modules is null || Run("node", modules, "-e", "require('s3rver')") is null)
        {
            Assert.Ignore("There is no s3rver: npm install --global s3rver.");
        }

        // Its tokens for the next page of a listing are encrypted by DES.
        var server = Process.Start(Starting("node", modules, "--openssl-legacy-provider", "-e", Program, folder))!;
        return new(server, "http://127.0.0.1:" + server.StandardOutput.ReadLine());
    }

    public Task PutAsync(string key, byte[] content) =>
        Client.PutObjectAsync(new PutObjectRequest { BucketName = "data", Key = key, InputStream = new MemoryStream(content), UseChunkEncoding = false });

    public void Dispose()
    {
        Client.Dispose();
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private static string? Run(string program, string first, params string[] rest)
    {
        try
        {
            using var asked = Process.Start(program == "node" ? Starting(program, first, rest) : Starting(program, null, [first, .. rest]))!;
            asked.StandardInput.Close();
            var output = asked.StandardOutput.ReadToEnd().Trim();
            asked.WaitForExit();
            return asked.ExitCode == 0 ? output : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static ProcessStartInfo Starting(string program, string? modules, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        if (modules is not null)
        {
            start.Environment["NODE_PATH"] = string.Create(CultureInfo.InvariantCulture, $"{modules}:{Environment.GetEnvironmentVariable("NODE_PATH")}");
        }

        return start;
    }
}
