using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Datastamp.Diagnostics;

namespace Datastamp.Sources.Remote;

/// <summary>A bucket of S3 or of a server that speaks its protocol. The one place that loads the AWS SDK.</summary>
/// <remarks>
/// Endpoint, region, credentials and retries are those of the SDK's environment and files. At an endpoint of one's own
/// (<c>AWS_ENDPOINT_URL_S3</c>, <c>AWS_ENDPOINT_URL</c>) buckets are in the path; <c>AWS_NO_SIGN_REQUEST=true</c> asks without
/// credentials.
/// </remarks>
internal sealed class S3Bucket(string bucket)
{
    private readonly Lazy<AmazonS3Client> client = new(Connect);

    /// <summary>Lists the objects whose keys begin with a prefix.</summary>
    /// <exception cref="DiagnosticException">DS0120.</exception>
    public IReadOnlyList<S3Item> List(string prefix, int most, Action<int>? found, CancellationToken cancellation)
    {
        var items = new List<S3Item>();
        string? next = null;
        do
        {
            var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix, ContinuationToken = next };
            var page = Ask(prefix, () => client.Value.ListObjectsV2Async(request, cancellation));
            items.AddRange((page.S3Objects ?? []).Select(S3Item.Of));
            found?.Invoke(items.Count);
            next = page.IsTruncated == true ? page.NextContinuationToken : null;
            if (items.Count > most)
            {
                throw new DiagnosticException(Report.ArchiveTooLarge(AddressOf(prefix), FormattableString.Invariant($"it has more than {most} objects")));
            }
        }
        while (next is not null);
        return items;
    }

    /// <summary>Opens an object, as it was when it was listed.</summary>
    /// <exception cref="DiagnosticException">DS0120.</exception>
    public Stream Open(S3Item item, CancellationToken cancellation) => Ask(item.Key, () =>
        client.Value.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = item.Key, EtagToMatch = item.ETag }, cancellation)).ResponseStream;

    private static AmazonS3Client Connect()
    {
        var endpoint = Setting("AWS_ENDPOINT_URL_S3") ?? Setting("AWS_ENDPOINT_URL");
        var config = new AmazonS3Config
        {
            ForcePathStyle = endpoint is not null,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (endpoint is not null)
        {
            // Servers of one's own rarely know regions, and signatures need one.
            var region = Setting("AWS_REGION") ?? Setting("AWS_DEFAULT_REGION") ?? "us-east-1";
            config.ServiceURL = endpoint;
            config.AuthenticationRegion = region;
        }

        return string.Equals(Setting("AWS_NO_SIGN_REQUEST"), "true", StringComparison.OrdinalIgnoreCase)
            ? new(new AnonymousAWSCredentials(), config)
            : new(config);
    }

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private T Ask<T>(string key, Func<Task<T>> ask)
    {
        try
        {
            return ask().GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or UriFormatException)
        {
            throw new DiagnosticException(Report.RemoteRefused(AddressOf(key), e.Message), e);
        }
    }

    private string AddressOf(string key) => new S3Address(bucket, string.Empty).Of(key);
}
