using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;throttlegroups&gt;.</summary>
internal static class ThrottleGroupsReader
{
    public static void Read(XmlCursor root, List<ThrottleGroup> groups)
    {
        foreach (XmlCursor child in root.Since("11.2").Child("throttlegroups")?.Children("throttlegroup") ?? [])
        {
            DiskIoTune? tune = DiskIoTuneReader.Read(child);
            string name = tune?.GroupName ?? throw child.Error("missing group name: <throttlegroup> needs a <group_name>");
            if (groups.Exists(g => g.Name == name))
            {
                throw child.Error($"throttle group '{name}' is there more than once");
            }

            groups.Add(new ThrottleGroup { Position = child.Position, Name = name, Limits = tune.Limits });
        }
    }
}
