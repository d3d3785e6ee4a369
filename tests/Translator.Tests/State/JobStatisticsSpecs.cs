using System.Text.Json;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.State;

namespace VirshLite.Translator.Tests.State;

/// <summary>What a job came to, by libvirt's names and in its order (measured with 11.3: domjobinfo --completed --rawstats).</summary>
public class JobStatisticsSpecs
{
    private const string Completed = """
        {"status":"completed","total-time":20,"downtime":54,"setup-time":8,"ram":{"total":34086912,"remaining":0,"transferred":720289,"duplicate":8204,
        "normal":118,"normal-bytes":483328,"dirty-pages-rate":0,"dirty-sync-count":2,"postcopy-requests":0,"page-size":4096,"mbps":288.1316}}
        """;

    private static readonly string[] AsLibvirtPrints =
    [
        "operation: 2", "time_elapsed: 70", "downtime: 54", "setup_time: 8", "data_total: 34086912", "data_processed: 720289", "data_remaining: 0",
        "memory_total: 34086912", "memory_processed: 720289", "memory_remaining: 0", "memory_bps: 36016450", "memory_constant: 8204", "memory_normal: 118",
        "memory_normal_bytes: 483328", "memory_dirty_rate: 0", "memory_iteration: 2", "memory_postcopy_requests: 0", "memory_page_size: 4096",
    ];

    [Fact]
    public void A_save_is_told_field_by_field()
    {
        using var answer = JsonDocument.Parse(Completed);
        JobStatistics.OfMigration(JobOperation.Save, TimeSpan.FromMilliseconds(70), answer.RootElement).ToLines().ShouldBe(AsLibvirtPrints);
    }

    [Fact]
    public void What_was_measured_here_is_told_instead_of_QEMUs_word()
    {
        using var answer = JsonDocument.Parse(Completed);
        var told = JobStatistics.OfMigration(JobOperation.OutgoingMigration, TimeSpan.FromSeconds(1), answer.RootElement, TimeSpan.FromMilliseconds(99));
        told[JobStatistics.Downtime].ShouldBe(99);
    }

    [Fact]
    public void Lines_are_read_as_they_were_written()
    {
        JobStatistics pull = JobStatistics.OfBackup(BackupMode.Pull, TimeSpan.FromMilliseconds(32033), 0, 16777216, success: true) with
        {
            Error = "Operation canceled",
        };
        pull.ToLines().ShouldBe(
            ["operation: 9", "time_elapsed: 32033", "disk_temp_used: 0", "disk_temp_total: 16777216", "success: 1", "errmsg: Operation canceled"]);
        JobStatistics.Parse(pull.ToLines())!.ToLines().ShouldBe(pull.ToLines());
        JobStatistics.Parse(AsLibvirtPrints)!.ToLines().ShouldBe(AsLibvirtPrints);
    }

    [Theory]
    [InlineData("")]
    [InlineData("operation: 77")]
    [InlineData("time_elapsed: 3")]
    [InlineData("no line of it")]
    public void Something_else_is_nothing(string line) => JobStatistics.Parse(line.Length == 0 ? [] : [line]).ShouldBeNull();
}
