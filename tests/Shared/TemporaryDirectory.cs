namespace VirshLite.Tests;

/// <summary>A directory of the test's own, gone after it. Its path is short, so that sockets fit in.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("vl-").FullName;

    /// <summary>Writes a file, with the directories it needs; gives back its path.</summary>
    public string File(string name, string text)
    {
        string path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Remove(Path);

    /// <summary>Removes a tree, again for up to 10 s where what a test ended has not yet written its last in it.</summary>
    public static void Remove(string path)
    {
        for (long end = Environment.TickCount64 + 10_000; ; Thread.Sleep(50))
        {
            try
            {
                Directory.Delete(path, recursive: true);
                return;
            }
            catch (IOException) when (Environment.TickCount64 < end && Directory.Exists(path))
            {
            }
        }
    }
}
