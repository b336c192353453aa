using Datastamp.Caching;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Output;
using Datastamp.Torch.Native;

namespace Datastamp.Tool.Backends;

/// <summary>
/// Installs a libtorch: finds it, copies what is needed into a folder beside the final one, tests that in a process of its own,
/// and renames it. A backend is there whole or not at all, however the process ends, and what was copied serves the next try.
/// </summary>
/// <param name="root">The folder of all backends.</param>
/// <param name="say">Told what a person should know, a line at a time.</param>
/// <param name="progress">Told how far the step is.</param>
internal sealed class BackendInstaller(string root, Action<string> say, IProgress<InstallProgress>? progress)
{
    private static readonly TimeSpan pollInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>Installs what is asked for, unless it is there and whole.</summary>
    /// <exception cref="DiagnosticException">DS0302, DS0503 to DS0507, DS0509, DS0510 or DS0512. What was installed before is unchanged.</exception>
    public async Task<TorchBackend> InstallAsync(InstallRequest request, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(root);
            var source = request.From is null ? null : await ReadAsync(request, cancellation);
            var version = source?.Version ?? request.Version;
            if (version != TorchBackend.BuiltFor && !request.AnyVersion)
            {
                throw new DiagnosticException(Report.BackendVersion(request.From ?? root, version, TorchBackend.BuiltFor));
            }

            var folders = new BackendFolders(root, request.Kind, version);
            using var guard = await FileGuard.AcquireAsync(folders.Guard, () => progress?.Report(new("waiting for another installation", 0, 1)), cancellation);
            if (Intact(folders.Final) is { } installed)
            {
                say($"libtorch {version} is installed in {folders.Final}, and whole.");
                return installed;
            }

            source ??= await RestoreAsync(BackendPackage.For(request.Kind, version), folders, cancellation);
            await StageAsync(source, request, folders, cancellation);
            return Place(folders);
        }
        catch (IOException e) when (Space.IsFull(e))
        {
            throw new DiagnosticException(Report.NoSpace(root, BackendPackage.For(request.Kind, request.Version).Installed, Space.Free(root)), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(Report.CannotWrite(root, e.Message), e);
        }
    }

    private static TorchBackend? Intact(string folder)
    {
        try
        {
            var backend = TorchBackend.Open(folder);
            backend.Verify();
            return backend;
        }
        catch (DiagnosticException)
        {
            // Whatever is wrong with it, it is replaced.
            return null;
        }
    }

    private static async Task<BackendSource> ReadAsync(InstallRequest request, CancellationToken cancellation)
    {
        Task<string> Ask(string folder) => BackendProbe.VersionAsync(folder, cancellation);
        var from = request.From!;
        var source = PythonTorch.IsInterpreter(from)
            ? await PythonTorch.ReadAsync(from, Ask, cancellation)
            : await LibtorchFolder.ReadAsync(Path.GetFullPath(from), Path.GetFullPath(from), Ask);
        return source.Kind == request.Kind ? source : throw new DiagnosticException(Report.NotLibtorch(from, request.Kind == BackendKind.Cuda
            ? $"it is for the processor alone, having no {LibtorchFiles.Of("torch_cuda")}; --cpu installs such a one"
            : "it is for CUDA, which '--cpu' does not ask for"));
    }

    private async Task<BackendSource> RestoreAsync(BackendPackage package, BackendFolders folders, CancellationToken cancellation)
    {
        var cache = await PackageFeed.FindCacheAsync(cancellation);
        var isCached = cache is not null && File.Exists(Path.Combine(cache, package.Id.ToLowerInvariant(), package.PackageVersion, ".nupkg.metadata"));
        var needed = package.Installed + (isCached ? 0 : package.Restored);
        say(FormattableString.Invariant($"{package.Id} {package.PackageVersion}: {(isCached ? "nothing" : $"about {ByteSize.Of(package.Download)}")} to fetch, about {ByteSize.Of(package.Installed)} to keep in {folders.Final}; {ByteSize.Of(needed)} are needed meanwhile, {ByteSize.Of(Space.Free(root))} are free."));

        // Of a broken-off try something is there already.
        var feed = new PackageFeed(folders.Restore);
        Space.Require(root, needed - FolderSize.Of(folders.Work));
        using var watch = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watching = WatchAsync(feed.Packages, package, watch.Token);
        try
        {
            return await feed.RestoreAsync(package, cache, cancellation);
        }
        catch (DiagnosticException) when (!Directory.Exists(feed.Packages))
        {
            // Nothing was fetched that the next try could take.
            Directory.Delete(folders.Restore, recursive: true);
            throw;
        }
        finally
        {
            await watch.CancelAsync();
            await watching;
        }
    }

    private async Task WatchAsync(string folder, BackendPackage package, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            progress?.Report(new("fetching", Math.Min(FolderSize.Of(folder), package.Restored), package.Restored));
            await Task.Delay(pollInterval, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task StageAsync(BackendSource source, InstallRequest request, BackendFolders folders, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folders.Work);
        var staged = new StagedFiles(folders.Staging, folders.Journal);
        staged.Open($"{source.Description} {source.Version}");
        var total = source.Length;
        var missing = staged.Missing(source.Files);
        Space.Require(root, missing);
        say(FormattableString.Invariant($"Copying {ByteSize.Of(missing)}{(missing < total ? $" of {ByteSize.Of(total)}; the rest is there" : string.Empty)}."));
        var done = 0L;
        var files = new List<BackendFile>();
        foreach (var file in source.Files)
        {
            files.Add(await Add(file));
        }

        var manifest = new BackendManifest(request.Kind, source.Version, source.Version != TorchBackend.BuiltFor, source.Description, files);
        AtomicFile.Write(Path.Combine(folders.Staging, BackendManifest.FileName), JsonText.Write(manifest.ToJson()));
        progress?.Report(new("testing", total, total));
        try
        {
            var devices = await BackendProbe.TestAsync(folders.Staging, cancellation);
            say(FormattableString.Invariant($"Tested: it computes what it should{(request.Kind == BackendKind.Cuda ? $", on the processor and on {devices} GPU(s)" : string.Empty)}."));
        }
        catch (DiagnosticException)
        {
            // What failed is of no use to the next try.
            Directory.Delete(folders.Work, recursive: true);
            throw;
        }

        async Task<BackendFile> Add(SourceFile file)
        {
            try
            {
                return await staged.AddAsync(file, bytes => progress?.Report(new("copying", done += bytes, total)), cancellation);
            }
            catch (InvalidDataException e)
            {
                Directory.Delete(folders.Work, recursive: true);
                throw new DiagnosticException(Report.NotLibtorch(file.Parts[0], e.Message), e);
            }
        }
    }

    private static TorchBackend Place(BackendFolders folders)
    {
        var discarded = folders.Discarded;
        if (Directory.Exists(folders.Final))
        {
            Directory.Move(folders.Final, discarded);
        }

        Directory.Move(folders.Staging, folders.Final);
        Directory.Delete(folders.Work, recursive: true);
        if (Directory.Exists(discarded))
        {
            Directory.Delete(discarded, recursive: true);
        }

        return TorchBackend.Open(folders.Final);
    }
}
