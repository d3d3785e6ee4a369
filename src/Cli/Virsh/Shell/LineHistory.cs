namespace VirshLite.Cli.Virsh.Shell;

/// <summary>The lines that were typed before, kept in a file of the user's.</summary>
internal sealed class LineHistory
{
    private const int Most = 500;
    private readonly string? file;
    private readonly List<string> lines = [];

    /// <param name="file">Where they are kept; null = nowhere.</param>
    public LineHistory(string? file)
    {
        this.file = file;
        try
        {
            if (file is not null && File.Exists(file))
            {
                lines.AddRange(File.ReadLines(file).TakeLast(Most));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // then without what was
        }
    }

    public int Count => lines.Count;

    public string this[int index] => lines[index];

    /// <summary>In the user's cache directory.</summary>
    public static string? UsualFile()
    {
        string? cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        string? home = Environment.GetEnvironmentVariable("HOME");
        return !string.IsNullOrEmpty(cache) ? Path.Combine(cache, "virshlite", "history")
            : !string.IsNullOrEmpty(home) ? Path.Combine(home, ".cache", "virshlite", "history") : null;
    }

    public void Add(string line)
    {
        if (line.Trim().Length > 0 && (lines.Count == 0 || lines[^1] != line))
        {
            lines.Add(line);
        }
    }

    public void Save()
    {
        if (file is null)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using var stream = new FileStream(file, new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            using var writer = new StreamWriter(stream);
            foreach (string line in lines.TakeLast(Most))
            {
                writer.WriteLine(line);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // a history that cannot be kept is no reason to fail
        }
    }
}
