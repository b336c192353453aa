using System.ComponentModel;

namespace Datastamp.Diagnostics;

/// <summary>Failures of the machine that may come anywhere: what a process tells in place of the exception that ends it.</summary>
public static class SystemFailure
{
    /// <summary>What to tell; null for what is no failure of the machine.</summary>
    public static Diagnostic? DiagnosticOf(Exception exception) => exception switch
    {
        OutOfMemoryException => Report.MemoryFull(),
        IOException or UnauthorizedAccessException or Win32Exception => Report.SystemRefused(exception.Message),
        TypeInitializationException or AggregateException or TaskSchedulerException when exception.InnerException is { } inner => DiagnosticOf(inner),
        _ => null,
    };
}
