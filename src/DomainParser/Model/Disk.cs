namespace VirshLite.DomainParser.Model;

public sealed class Disk : Device
{
}
