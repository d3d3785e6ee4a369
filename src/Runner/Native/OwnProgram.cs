using System.Runtime.CompilerServices;

namespace VirshLite.Runner.Native;

/// <summary>How this program is started by itself, for what goes on behind a command.</summary>
/// <param name="Path">The program.</param>
/// <param name="LeadingArguments">What stands before its own arguments.</param>
internal sealed record OwnProgram(string Path, IReadOnlyList<string> LeadingArguments)
{
    /// <summary>The running program itself, or the one that stands beside the running code.</summary>
    public static OwnProgram Here
    {
        get
        {
            // the native binary is its own helper under whatever name it was installed
            if (Environment.ProcessPath is { } own && (!RuntimeFeature.IsDynamicCodeSupported
                || System.IO.Path.GetFileName(own).StartsWith("virshlite", StringComparison.Ordinal)))
            {
                return new OwnProgram(own, []);
            }

            string beside = System.IO.Path.Combine(AppContext.BaseDirectory, "virshlite");
            return File.Exists(beside) ? new OwnProgram(beside, [])
                : new OwnProgram(Environment.ProcessPath ?? "dotnet", [System.IO.Path.Combine(AppContext.BaseDirectory, "virshlite.dll")]);
        }
    }

    /// <summary>What of the caller's environment such a process may need.</summary>
    public static IEnumerable<KeyValuePair<string, string>> PassedEnvironment()
    {
        foreach (string name in (string[])["PATH", "HOME", "USER", "LOGNAME", "LANG", "DOTNET_ROOT", "XDG_RUNTIME_DIR", "LD_LIBRARY_PATH"])
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                yield return new(name, value);
            }
        }
    }
}
