using System.Text;

namespace VirshLite.DomainParser;

/// <summary>Small rules about paths that libvirt applies to what it is given.</summary>
internal static class PathText
{
    /// <summary>Runs of slashes become one; a path that starts with exactly two keeps them (POSIX leaves their meaning open).</summary>
    public static string WithoutDoubledSlashes(string path)
    {
        if (!path.Contains("//", StringComparison.Ordinal))
        {
            return path;
        }

        var text = new StringBuilder(path.Length);
        int start = 0;
        if (path.StartsWith("//", StringComparison.Ordinal) && (path.Length == 2 || path[2] != '/'))
        {
            text.Append("//");
            start = 2;
        }

        for (int i = start; i < path.Length; i++)
        {
            if (path[i] != '/' || text.Length == 0 || text[^1] != '/')
            {
                text.Append(path[i]);
            }
        }

        return text.ToString();
    }
}
