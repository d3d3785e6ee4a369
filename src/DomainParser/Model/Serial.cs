namespace VirshLite.DomainParser.Model;

public sealed class Serial : Device
{
}
