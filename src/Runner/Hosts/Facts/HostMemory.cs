using System.Globalization;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Hosts.Facts;

/// <summary>Huge pages.</summary>
internal static class HostMemory
{
    /// <summary>Mounts of hugetlbfs, the one with the kernel's default page size first.</summary>
    public static IReadOnlyList<HugepageMount> HugepageMounts(HostFiles files)
    {
        ulong standard = DefaultHugepageKiB(files);
        var mounts = new List<HugepageMount>();
        foreach (ReadOnlySpan<char> line in (files.Text("/proc/mounts", 1024 * 1024) ?? "").AsSpan().EnumerateLines())
        {
            if (!line.Contains(" hugetlbfs ", StringComparison.Ordinal))
            {
                continue;
            }

            string[] fields = line.ToString().Split(' ');
            if (fields.Length < 4 || fields[2] != "hugetlbfs")
            {
                continue;
            }

            var mount = new HugepageMount(Unescape(fields[1]), PageSizeKiB(fields[3]) ?? standard);
            if (mount.PageSizeKiB == standard && !mounts.Exists(x => x.PageSizeKiB == standard))
            {
                mounts.Insert(0, mount);
            }
            else
            {
                mounts.Add(mount);
            }
        }

        return mounts;
    }

    /// <summary>Hugepagesize of /proc/meminfo; 2048 where the kernel does not say.</summary>
    public static ulong DefaultHugepageKiB(HostFiles files)
    {
        foreach (ReadOnlySpan<char> line in (files.Text("/proc/meminfo") ?? "").AsSpan().EnumerateLines())
        {
            if (line.StartsWith("Hugepagesize:") && ulong.TryParse(line["Hugepagesize:".Length..].Trim(" kB"), NumberStyles.None, CultureInfo.InvariantCulture,
                out ulong size))
            {
                return size;
            }
        }

        return 2048;
    }

    /// <summary>hpage_pmd_size; 2048 where the kernel does not say.</summary>
    public static ulong TransparentHugePageKiB(HostFiles files) => files.Number("/sys/kernel/mm/transparent_hugepage/hpage_pmd_size") / 1024 ?? 2048;

    private static ulong? PageSizeKiB(string options)
    {
        foreach (string option in options.Split(','))
        {
            if (!option.StartsWith("pagesize=", StringComparison.Ordinal))
            {
                continue;
            }

            string text = option["pagesize=".Length..];
            uint unit = text[^1] switch
            {
                'K' or 'k' => 1,
                'M' or 'm' => 1024,
                'G' or 'g' => 1024 * 1024,
                _ => 0,
            };
            if (ulong.TryParse(unit == 0 ? text : text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out ulong number))
            {
                return unit == 0 ? number / 1024 : number * unit;
            }
        }

        return null;
    }

    /// <summary>Blanks and backslashes in mount points are written as three octal digits.</summary>
    private static string Unescape(string path) => path.Replace("\\040", " ", StringComparison.Ordinal)
        .Replace("\\011", "\t", StringComparison.Ordinal)
        .Replace("\\012", "\n", StringComparison.Ordinal)
        .Replace("\\134", "\\", StringComparison.Ordinal);
}
