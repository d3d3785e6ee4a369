namespace VirshLite.DomainParser.Model;

/// <summary>&lt;throttlegroup&gt;: limits that several disks share (formatdomain, "Throttle groups").</summary>
public sealed class ThrottleGroup
{
    public SourcePosition Position { get; set; }

    public string Name { get; set; } = "";

    public ThrottleLimits Limits { get; set; } = new();
}
